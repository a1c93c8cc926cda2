"""English words that are names of people, too: written small, they are taken for the word."""

from __future__ import annotations

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)

_WORDS = """
    abbey able ace alder amber an angel apple archer art ash aurora autumn baker ball banks barber barn
    barrow bass bay bean beck bell berry best bill birch bird bishop black blossom blue bolt bond booth
    bow bowman branch brand bridge bright brook brooks broom brown buck bull burn bush butcher butler
    buttercup cannon carpenter carter case cash castle chamberlain chance chapel chapman charity chase
    cherry church clark clay clear cliff close clover coal cole colt constant cook cooper coral cotton
    couch cousins crane crisp cross crow crystal curry cutter daisy dale dawn day deacon dean dear deer
    dell dolly dove draper drew driver duke earl early east eve fair faith farmer farrow fell fern field
    fields finch fisher fleet flint flora flower flowers ford forest forester fountain fox frank french
    frost gale garden gardener gate gates gay gem gene gentle ginger glass glazier glen glover gold golden
    good goose gore gown grace grant grave graves gray green grey grove guy hall ham hand harbour hardy
    hare harmony harper hart haven hawk hawthorn hay hazel head heath heather heaven heir hero heron
    herring hill hills holiday holly honest honey honor honour hood hook hope hopper horn house howe hunt
    hunter ice innocent iris iron ivory ivy jack jade jasmine jasper jay jewel joiner jolly joy justice
    keen key king kite knight lad lake lamb lance lane lark laurel law lawn leaf liberty light lily
    little lock long lord love loyal luck lucky mace major manor maple marble mark marks marsh mason may
    mead meadow melody mercer mercy merit merry mews mile miles mill miller mills miner mint mist monk
    moon moor moss moth mount mountain need new noble north novel oak ocean olive page paige pains painter
    palm park parker parks parrot parsley pat patience patient pattern peace peach peak pear pearl penny
    pepper perch petal pierce pike pine piper pitt plant plum pole pond pool poor poppy porter post potter
    potts power precious price pride priest prince prior promise proud prudence quick quill quince rain
    ram ransom raven ray reader red reed reeve reeves rich ridge ring river rivers robin rock rocket rod
    rook root rose rosemary rouse rowan royal ruby rue rush rusty sable sadler saffron sage sailor salmon
    salt sam sand sands savage scarlet school seal seller serene sergeant sexton sharp shepherd shepherds
    shield shore short silver singer skinner skip sky small smart smith snow song south spark sparks
    sparrow spice spring squire stable stamp star steel sterling stone storm strange street strong sue
    summer summers sun sunny swan sweet swift tailor tan tanner taper temple terry thatcher thistle thorn
    tiger tiller timber town townsend tree trinity trip true trust tucker turner unity usher vale
    valentine van vane vine viola violet virtue waite walker wall walls warden ware waters watt way weaver
    weeks wells west wheat wheeler white wick wild wilde will willow wills win winner winter winters wise
    wish wolf wood woods worth wren young
"""

ORDINARY = frozenset(_WORDS.split()) | frozenset(MONTHS)
"""First names and surnames that are words in use; not every surname that is also a trade."""
