"""Function 3's ties in and out of the files of other tools: GraphML, GEXF, Kumu, UCINET DL, edge lists.

One module a format, each a pair of functions between a file and a `Network` (UCINET's is read only). `load`
fits what was read to the members of a place.
"""

from copkit.place.exchange.networks.formats import WRITES, read_network, write_network
from copkit.place.exchange.networks.load import load_network
from copkit.place.exchange.networks.rows import Network, NotANetwork, Tie

__all__ = ["WRITES", "Network", "NotANetwork", "Tie", "load_network", "read_network", "write_network"]
