"""Why a page or the reference must not go live."""

from articles.problems import Problem


class PublishRefusedError(Exception):
    """A page that must not go live; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
