"""What an inspection would find: the site looked over, with what to do about each finding."""
