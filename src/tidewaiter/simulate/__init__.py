"""A small sea with invented ships whose true doings are known from their scripts."""

from tidewaiter.simulate.sea import Sea, simulate

__all__ = ["Sea", "simulate"]
