"""The mutation test over all tables: every number is changed, and the lessons are asked whether they notice.

``python -m tests.mutation --help`` says how; ``unseen.toml`` lists the numbers that no lesson notices, and why.
"""
