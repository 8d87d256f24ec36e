"""Check digits and shapes of the numbers that registers give to companies and to radio stations."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"[0-9]+")
_CALL_SIGN = re.compile(r"(?=[0-9]*[A-Z])(?:[A-Z]{1,2}|[A-Z][0-9]|[0-9][A-Z])[A-Z0-9]{1,6}")
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_INN = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def company_imo_valid(number: str) -> bool:
    """Say whether seven digits pass the check of IMO company numbers (resolution MSC.160(78)).

    The first six times 8, 6, 4, 2, 9, 7; the sum modulo 11 taken from 11, modulo 10, is the last.

    >>> company_imo_valid("5342883"), company_imo_valid("5342884")
    (True, False)
    """
    if len(number) != 7 or not _DIGITS.fullmatch(number):
        return False
    return (11 - _weighed(number, (8, 6, 4, 2, 9, 7)) % 11) % 10 == int(number[6])


def call_sign_shaped(text: str) -> bool:
    """Say whether a text has the shape of a ship's call sign (ITU Radio Regulations, article 19).

    >>> call_sign_shaped("HMYU5"), call_sign_shaped("5IM592"), call_sign_shaped("12345")
    (True, True, False)
    """
    return _CALL_SIGN.fullmatch(text) is not None


def inn_valid(number: str) -> bool:
    """Say whether 10 or 12 digits pass the check of Russia's tax number INN.

    >>> inn_valid("7707083893"), inn_valid("7707083894")
    (True, False)
    """
    if len(number) not in (10, 12) or not _DIGITS.fullmatch(number):
        return False
    first = 9 if len(number) == 10 else 10
    return all(
        _weighed(number, _INN[11 - length :]) % 11 % 10 == int(number[length])
        for length in range(first, len(number))
    )


def ogrn_valid(number: str) -> bool:
    """Say whether 13 or 15 digits pass the check of Russia's register number OGRN or OGRNIP.

    >>> ogrn_valid("1027700132195"), ogrn_valid("1027700132196")
    (True, False)
    """
    if len(number) not in (13, 15) or not _DIGITS.fullmatch(number):
        return False
    return int(number[:-1]) % (len(number) - 2) % 10 == int(number[-1])


def lei_valid(code: str) -> bool:
    """Say whether 20 signs pass the check of ISO 17442 (modulo 97).

    >>> lei_valid("5493001KJTIIGC8Y1R12"), lei_valid("5493001KJTIIGC8Y1R13")
    (True, False)
    """
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", code):
        return False
    return int("".join(str(int(c, 36)) for c in code)) % 97 == 1


def uscc_valid(code: str) -> bool:
    """Say whether 18 signs pass the check of China's social credit code (GB 32100-2015).

    >>> uscc_valid("91110000802100433B"), uscc_valid("91110000802100433C")
    (True, False)
    """
    if len(code) != 18 or any(c not in _USCC_SIGNS for c in code):
        return False
    total = sum(_USCC_SIGNS.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    return (31 - total % 31) % 31 == _USCC_SIGNS.index(code[17])


def bic_shaped(code: str) -> bool:
    """Say whether a code has the shape of ISO 9362.

    >>> bic_shaped("DEUTDEFF"), bic_shaped("DEUT1")
    (True, False)
    """
    return _BIC.fullmatch(code) is not None


def _weighed(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=False))
