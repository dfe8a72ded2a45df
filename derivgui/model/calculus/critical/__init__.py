"""Critical points of functions of two variables: found, proven, classified."""
