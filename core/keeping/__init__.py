"""What was typed is kept: through an expired session, a form whose mark was refused, and a database that is away.

A form that can be given back says for whom it was made (``{% keeping %}``). Its view asks ``given_back`` first and then
shows the form as it was and saves nothing. The browser keeps what is typed by itself (``static/js/desk-keeping.js``).
"""
