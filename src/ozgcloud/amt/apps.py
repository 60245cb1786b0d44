"""Django's handle on the package."""

from django.apps import AppConfig


class AmtConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.amt"
    label = "amt"

    def ready(self) -> None:
        """Name the function that turns a login into an Actor; models can be imported only now."""
        from ozgcloud.core.access import set_actor_loader
        from ozgcloud.mandant.queries import actor_of_login

        set_actor_loader(lambda request: actor_of_login(request.user))
