"""An invented register, to look at and to measure with: nobody in it met anybody.

``words`` and ``habits`` hold what it is made of, ``chance`` draws, ``days`` has its dates, ``plan`` its
events; ``register`` builds the rows, ``copying`` writes them, ``loading`` does it all in one transaction.
"""
