"""The local system: the whole directory on one machine, without an AWS account."""
