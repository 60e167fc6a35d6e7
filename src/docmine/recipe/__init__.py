"""How the model that ships is made from corpora: `docmine train --corpora`. Needs the extra `docmine[recipe]`."""
