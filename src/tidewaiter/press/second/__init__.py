"""A second reader: claims that a language model proposes, held to the words of the document.

``chunks`` → ``prompt`` → (``run`` sends) → ``answer`` → ``ground`` → ``compare``. Nothing here
opens a connection. What a model says is a proposal; the claims of the rules are never touched.
"""

from __future__ import annotations

#: Changes whenever the same document and the same answer may give other proposals.
VERSION = "second/1"
