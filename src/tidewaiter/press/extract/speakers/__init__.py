"""Who is meant: names, pronouns and descriptions; through whom words came and whence."""
