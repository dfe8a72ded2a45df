"""What a document of a derivation says, for all of its formats. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from derivgui.model.scene.derivation_page import Page

WAYS = {"definition": "from the definition", "rules": "by the rules"}


@dataclass(frozen=True, slots=True)
class DerivationSheet:
    """A page with what it is about: ``definition`` is the function as LaTeX, ``plain`` the same as text."""

    page: Page
    definition: str
    plain: str

    @property
    def title(self) -> str:
        """The heading, with mathematics between dollar signs."""
        return f"The derivative of ${self.definition}$ {WAYS[self.page.method]}"

    @property
    def plain_title(self) -> str:
        """The same as text."""
        return f"The derivative of {self.plain} {WAYS[self.page.method]}"

    @property
    def closing(self) -> tuple[str, ...]:
        """What stands below the lines, with mathematics between dollar signs."""
        page = self.page
        found = [page.message] if page.message else []
        if page.domain:
            found.append(f"For ${page.domain}$.")
        found += [f"${latex}$: {reason}" for latex, reason in page.limits]
        return (*found, f"Status: {page.status}.")
