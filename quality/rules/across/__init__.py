"""Rules that compare a submission with another: another table of the department, other departments, the city's."""
