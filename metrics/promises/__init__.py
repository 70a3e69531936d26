"""What was promised: items and their dates, how many stand where, what slipped and what is overdue"""
