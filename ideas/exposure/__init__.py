"""Exposure: how often each concept was shown in lists, so that the order can even it out and the result can tell."""
