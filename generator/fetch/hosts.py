"""Hosts → addresses that may be asked: never one of this machine or of a network around it.

An address a user pastes, or a page they fetch leads on to, must not reach a router, a database or the
metadata service of a cloud (https://owasp.org/www-community/attacks/Server_Side_Request_Forgery).
"""

from __future__ import annotations

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

from generator.errors import GeneratorError

Address = IPv4Address | IPv6Address


class FetchError(GeneratorError):
    """An address of the web that gives no article; the message says why and what would help."""


# Networks that carry an IPv4 address inside an IPv6 one (RFC 4291, 3056, 4380): nothing public needs them.
_CARRIERS = tuple(map(ipaddress.IPv6Network, ("::/96", "::ffff:0:0/96", "2002::/16", "2001::/32")))
# The one such network that is in honest use, where a provider has no IPv4 (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Ask for a host's addresses once; whoever connects to one of them cannot be led elsewhere.

    Args:
        host: a name, or an address (without brackets).
        port: the port that is to be asked.
        allow_private: whether addresses that are not of the public internet may be among them.

    Raises:
        FetchError: the host has no address, or one that is not allowed: one is enough, since which
            of several is asked would be chance.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: no such host, or no network: {error}") from error
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    for address in found if not allow_private else []:
        if not is_public(address):
            raise FetchError(
                f"{host} is {address}, an address of this machine or of a network around it;"
                " allow private addresses if that is where the article is"
            )
    return found


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet; a scope (``%eth0``) is never."""
    try:
        found: Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.scope_id or found.is_site_local or any(found in network for network in _CARRIERS):
            return False
        if found in _NAT64:
            found = IPv4Address(int(found) & 0xFFFFFFFF)
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
