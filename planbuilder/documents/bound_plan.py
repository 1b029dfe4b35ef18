"""One plan with its binding: the names that its document uses, and the manifest at the end."""

from __future__ import annotations

from planbuilder.documents.binding import Binding, Marks, fields_of
from planbuilder.documents.manifest import manifest_of
from planbuilder.plan.model import Plan


class BoundPlan:
    """What the making of one Word document needs; `token` is there once it is finished."""

    def __init__(self, plan: Plan, binding: Binding) -> None:
        self._plan = plan
        self._binding = binding
        self._fields = fields_of(plan, binding)
        self.marks = Marks(self._fields)
        self.token = ""

    def finish(self, files: dict[str, bytes]) -> None:
        """Add the manifest of what was printed to the files of the document."""
        from planbuilder.documents.bound_parts import put_manifest_in

        manifest = manifest_of(self._plan, self._binding, self._fields, self.marks.printed)
        put_manifest_in(files, manifest)
        self.token = manifest.token
