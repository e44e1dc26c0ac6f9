"""Many manuscripts → many builds: in worker processes or on a cluster, and what was built is not built again."""
