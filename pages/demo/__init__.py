"""An invented register, to look at and to measure with: nobody in it met anybody.

``words`` holds what it is made of, ``chance`` how often things happen, ``days`` its dates, ``plan`` its
events; ``register`` builds the rows, ``copying`` writes them, ``loading`` does it all in one transaction.
"""
