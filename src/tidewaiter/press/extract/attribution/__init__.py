"""Who says what: cues, speakers and contents, sentence by sentence.

``find.attributions`` finds what somebody says, ``narrated.narrated`` what the document states itself.
"""

from tidewaiter.press.extract.attribution.model import Attribution as Attribution
