"""Function 7: the health of communities and their impact, one file for each idea.

``stage`` what a community's stage of development calls for; ``survey`` answers and how far they can
be trusted; ``participation`` who takes part; ``control_chart`` change told from chance in a figure.
"""
