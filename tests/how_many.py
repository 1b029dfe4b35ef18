"""How many examples a property of documents is tried on."""

from __future__ import annotations

from hypothesis import settings

_asked = settings().max_examples

# At least 2,000 where a server tests; what is fewer (while somebody builds) or more (`make soak`) stays.
OF_A_DOCUMENT = max(_asked, 2000) if _asked >= 500 else _asked
# Where one example takes a second, because programs of others look at it.
FEW = _asked // 5
