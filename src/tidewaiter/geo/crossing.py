"""Whether land lies on the straight way between two places."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tidewaiter.geo.mask import mask
from tidewaiter.geo.raster import HEIGHT, TILE, TILES, TURN, Bytes, Floats, open_line
from tidewaiter.geo.sphere import RADIUS_KM
from tidewaiter.model.compiled import compiled

#: Land this near to either end of a line is passed over: the ends may lie in harbour.
_END_KM = 5.0


def clear(
    lat1_deg: ArrayLike, lon1_deg: ArrayLike, lat2_deg: ArrayLike, lon2_deg: ArrayLike,
    *, canals: bool = True,
) -> NDArray[np.bool_]:  # fmt: skip
    """Say whether the great circle between two positions keeps off land and coast.

    Up to 5 km from either end (a quarter of the way at most) is not looked at: ends may lie in
    harbour.

    Args:
        lat1_deg: Latitudes, -90…90; NaN is not clear.
        lon1_deg: Longitudes, any turn; the shorter way is looked at.
        lat2_deg: Of the other ends; shapes broadcast.
        lon2_deg: Of the other ends.
        canals: Whether canals count as water.

    From off Rajin Vostochny lies open; Wonsan to Nampo has Korea between:

    >>> clear([42.0, 39.2], [131.0, 127.6], [42.733, 38.7], [133.05, 125.2])
    array([ True, False])
    """
    four = np.broadcast_arrays(
        *(np.asarray(v, dtype=np.float64) for v in (lat1_deg, lon1_deg, lat2_deg, lon2_deg))
    )
    a, b, c, d = (v.flatten() for v in four)
    world = mask()
    wanted = np.zeros(world.kind.shape, dtype=np.bool_)
    _along(world.store, canals, a, b, c, d, wanted, True)
    for number in np.flatnonzero(wanted):
        world.make(int(number))
    return _along(world.store, canals, a, b, c, d, wanted, False).reshape(four[0].shape)


@compiled
def _along(
    store: Bytes, canals: bool, lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats,
    wanted: NDArray[np.bool_], only_tiles: bool,
) -> NDArray[np.bool_]:  # fmt: skip
    """Walk great circles in lines of 50 km at most (a sagitta of 0.1 km at 60°), or note tiles."""
    out = np.zeros(lat1.shape[0], dtype=np.bool_)
    for k in range(lat1.shape[0]):
        a, b = np.radians(lat1[k]), np.radians(lat2[k])
        east, far = np.radians(lon1[k]), np.radians(lon2[k])
        half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin((far - east) / 2) ** 2
        angle = 2 * np.arcsin(np.sqrt(min(1.0, half)))
        if not np.isfinite(half):
            continue
        out[k] = True
        km = angle * RADIUS_KM
        if km < 0.1:
            continue
        skip = min(_END_KM / km, 0.25)
        n = int(np.ceil(km / 50.0))
        x0 = y0 = 0.0
        for i in range(n + 1):
            t = skip + (1 - 2 * skip) * i / n
            p, q = np.sin((1 - t) * angle) / np.sin(angle), np.sin(t * angle) / np.sin(angle)
            vx = p * np.cos(a) * np.cos(east) + q * np.cos(b) * np.cos(far)
            vy = p * np.cos(a) * np.sin(east) + q * np.cos(b) * np.sin(far)
            vz = p * np.sin(a) + q * np.sin(b)
            x = (np.degrees(np.arctan2(vy, vx)) + 180) * 60
            y = (np.degrees(np.arctan2(vz, np.hypot(vx, vy))) + 90) * 60
            if i > 0:
                x -= TURN * np.floor((x - x0) / TURN + 0.5)
                if not only_tiles:
                    if not open_line(store, canals, x0, y0, x, y):
                        out[k] = False
                        break
                else:
                    for u in range(
                        int(np.floor(min(x0, x))) // TILE, int(np.floor(max(x0, x))) // TILE + 1
                    ):
                        for v in (y0, y):
                            row = min(max(int(np.floor(v)), 0), HEIGHT - 1) // TILE
                            wanted[row * TILES + u % TILES] = True
            x0, y0 = x, y
    return out
