"""Initiatives beside each other: which overlap, which are unconnected, who could link them, which read alike.

`initiative_ties` (what each works on and is tied to), `configuration_model` and `degree_models` (whether two
have more in common than chance gives), `unconnected` (which overlap and have nobody and nothing in common),
`who_could_link`, `alike_in_words`.
"""
