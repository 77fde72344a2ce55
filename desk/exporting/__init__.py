"""Any list of the admin as a table, filtered as it is shown, that can be brought in again."""
