"""What the explorer page is made of: its content, its layout, its template, styles and scripts.

`content` says what the page knows, `layout` where things lie, `page` puts both into `explorer.html`.
"""
