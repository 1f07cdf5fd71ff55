"""The layers of a pad together: a velocity that one of them gives up is its neighbour's."""

from __future__ import annotations

from msgspec.structs import replace

from padsketch.model.kit import MAX_VELOCITY, Layer, velocity_gap

Layers = tuple[Layer, ...]


def with_velocity(layers: Layers, at: int, low: int, high: int) -> Layers:
    """The layers, one of them with another range of velocities.

    A layer whose range ends where this one's begins goes on doing so, and keeps one velocity.
    """
    old_low, old_high = layers[at].velocity
    others = layers[:at] + layers[at + 1 :]
    ends_below = [layer.velocity for layer in others if layer.velocity[1] == old_low - 1]
    begins_above = [layer.velocity for layer in others if layer.velocity[0] == old_high + 1]
    high = min([high, MAX_VELOCITY, *(end - 1 for _, end in begins_above)])
    low = min(max([low, 1, *(start + 1 for start, _ in ends_below)]), high)

    def fitted(place: int, layer: Layer) -> Layer:
        if place == at:
            return replace(layer, velocity=(low, high))
        if layer.velocity in ends_below:
            return replace(layer, velocity=(layer.velocity[0], low - 1))
        if layer.velocity in begins_above:
            return replace(layer, velocity=(high + 1, layer.velocity[1]))
        return layer

    return tuple(fitted(place, layer) for place, layer in enumerate(layers))


def without(layers: Layers, at: int) -> Layers:
    """The layers but one; where nothing plays its velocities now, a neighbour does."""
    rest = layers[:at] + layers[at + 1 :]
    if velocity_gap(rest) is None:
        return rest
    for place, layer in enumerate(rest):
        grown = _grown(layer, *layers[at].velocity)
        if grown != layer:
            return (*rest[:place], grown, *rest[place + 1 :])
    return rest


def swapped(layers: Layers, at: int, there: int) -> Layers:
    """The layers, two of them in each other's place."""
    row = list(layers)
    row[at], row[there] = row[there], row[at]
    return tuple(row)


def _grown(layer: Layer, low: int, high: int) -> Layer:
    """The layer with a range that touches its own added to it."""
    if layer.velocity[1] == low - 1:
        return replace(layer, velocity=(layer.velocity[0], high))
    if layer.velocity[0] == high + 1:
        return replace(layer, velocity=(low, layer.velocity[1]))
    return layer
