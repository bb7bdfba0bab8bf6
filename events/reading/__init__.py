"""Files in, articles out: finding, unpacking, decoding and reading files of every kind."""
