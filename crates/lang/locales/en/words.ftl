# Numbers that people type: what is wrong with one.

problem-personal-number-length = A personal identification number has exactly 12 digits.
problem-personal-number-place = The first three digits name no place of birth registration.
problem-personal-number-year = The year of birth in the number isn't possible: check the fourth to sixth digits.
problem-tax-code-shape = A tax code has 10 or 12 digits, or 10 digits and 3 more for a dependent unit.
problem-tax-code-check = The tax code is wrong: its tenth digit doesn't agree with the nine before it.
problem-phone-shape = The telephone number is wrong: give a Vietnamese one, such as 0900 000 000.
problem-email = This e-mail address is not complete. Example: name@example.vn
