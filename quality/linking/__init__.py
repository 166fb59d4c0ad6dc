"""What rows go back to in other datasets (`links.yml`): a contract to its award, an award to its tender.

`folding` says when two texts are the same, `find` finds the rows at the other end, `linked` gives each row what stands
there. Which submissions are looked at belongs to the stages; what is checked, to the rules.
"""
