"""How much one client may read in a minute.

The counts are in files (the cache "visits"), so that all workers of one machine count together. Two requests in the
same instant may count as one: a limit against greed, no lock. Several machines count each for itself.
"""

import ipaddress
import logging

from django.conf import settings
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

logger = logging.getLogger(__name__)


class PerClient(SimpleRateThrottle):
    scope = "client"
    cache_format = "api-%(scope)s-%(ident)s"

    def get_rate(self) -> str:
        return f"{settings.API_REQUESTS_PER_MINUTE}/minute"

    @property
    def cache(self):  # type: ignore[no-untyped-def]  # a cache, which has no type of its own
        return caches["visits"]

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": network_of(self.get_ident(request) or "unknown")}

    def allow_request(self, request: Request, view: APIView) -> bool:
        try:
            return bool(super().allow_request(request, view))
        except OSError:
            # A full disk is no reason to be silent; who runs the register reads of it.
            logger.exception("The requests of the API cannot be counted: see ENTENTE_DATA_DIR.")
            return True


def network_of(address: str) -> str:
    """Return whose address it is: of IPv6 a household has a whole /64."""
    try:
        ip = ipaddress.ip_address(address.strip())
    except ValueError:
        return address
    if ip.version == 4:
        return str(ip)
    return str(ipaddress.ip_network((ip, 64), strict=False).network_address)
