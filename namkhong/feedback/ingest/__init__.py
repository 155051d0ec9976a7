"""The public door of this room: the page of a point and the ratings sent from it, beside Django and its pages.

It is a process of its own (`namkhong ratings`, started by `namkhong serve`), so that a day on which the whole nation
rates does not slow down a desk. Nothing here sets a cookie, keeps an address or asks for a script.
"""
