"""Django's handle on the package."""

from django.apps import AppConfig


class AmtConfig(AppConfig):
    """Label = name of the slice."""

    name = "ozgcloud.amt"
    label = "amt"

    def ready(self) -> None:
        """Name the functions that turn a login into an Actor with a clock; models can be imported only now."""
        from ozgcloud.amt.uebung import actor_of_request
        from ozgcloud.core.access import set_actor_loader, set_clock_loader
        from ozgcloud.uebung.uhr import versatz_of

        set_actor_loader(actor_of_request)
        set_clock_loader(lambda actor: versatz_of(actor.mandant_id))
