"""Where the background of the map comes from."""

import re
from typing import Final
from urllib.parse import urlsplit

# The grey base map (BRT Achtergrondkaart) of the Dutch Kadaster, free for everybody.
PDOK: Final = (
    "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"
)
PDOK_ATTRIBUTION: Final = "Kaart: Kadaster (BRT), CC BY 4.0"


def tile_address(given: str) -> str:
    """Return the tile address that a setting means; "pdok" is that of PDOK."""
    return PDOK if given == "pdok" else given


def tile_origins(address: str) -> list[str]:
    """Return the origin of a tile address for the content security policy.

    Nothing for an empty one and for one on this site. Raises ValueError for an address that is
    neither: "{s}" in the host would open the door to any host.
    """
    if not address or (address.startswith("/") and not address.startswith("//")):
        return []
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.:-]+", parts.netloc):
        raise ValueError(f"Not the address of one host with tiles: {address}")
    return [f"{parts.scheme}://{parts.netloc}"]
