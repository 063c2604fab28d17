"""What people may do: `ask` computes, `browse` reads, `do` changes, each with an explicit actor.

Lives here: policy, sight, and one function for each act. Never here: HTML, JSON of an interface,
a model formula. `ask` and `browse` have no road to `do`.
"""
