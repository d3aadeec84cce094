# Messages that leave the house

notice-code = Your code: { $code }. Read it only to who is applying for you, if you agree.

tell-subject = About { $code }
tell-amount = { $amount } VND
tell-automatic = This message was sent automatically; please don’t reply.

# Settings of messages

tell-config-unreadable = { $file } can’t be read (line { $line }): { $what }. Check the file and who may read it.
tell-config-shape = { $file }, line { $line }: { $what }. Correct this line.
tell-config-secret = { $file }, line { $line }: the file with the secret can’t be read ({ $what }). Make it beside { $file }, with nothing but the secret in it.
tell-config-unfit = { $file }, line { $line }: a value can’t be used ({ $what }). Correct this section.

problem-code-tried = The confirmation code is wrong. Tries left: { $left }.
problem-code-over = The confirmation code can’t be used: it is older than 10 minutes, was used, or was typed wrong 5 times. Ask for a new one.
