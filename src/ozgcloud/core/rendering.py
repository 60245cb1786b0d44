"""Django's templates, which let go of what a page was written from as soon as it is written.

A context of Django's holds itself: all rows of a page stayed in memory until the collector of cycles came by some fifty
pages later, and its visits cost a tenth of a page.
"""

from typing import Any

from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends import django
from django.template.context import make_context
from django.utils.safestring import SafeString


class Template(django.Template):
    """One that empties its context in the end."""

    def render(self, context: dict[Any, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        """The page. Raises what its template raises."""
        whole = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            return self.template.render(whole)
        except TemplateDoesNotExist as error:
            django.reraise(error, self.backend)
        finally:
            whole.dicts.clear()


class DjangoTemplates(django.DjangoTemplates):
    """The engine, with templates of that kind."""

    def from_string(self, template_code: str) -> Template:
        """A template of this text."""
        return Template(super().from_string(template_code).template, self)

    def get_template(self, template_name: str) -> Template:
        """The template of this name; raises TemplateDoesNotExist."""
        return Template(super().get_template(template_name).template, self)
