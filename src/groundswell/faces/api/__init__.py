"""REST under `/api/`: every registered question, and every kind of record, for other programs.

Lives here: routes made from the registry and from the declarations of the records, tokens and
sessions as ways in, one shape for every refusal. Never here: policy, or a list of questions.
"""
