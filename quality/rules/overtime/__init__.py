"""Rules that compare a submission with the year before."""
