"""From the linked edition to the pages of the site."""
