"""Pure rules of trees, codes, changes and succession."""
