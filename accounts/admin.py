"""People who may sign in. Only a superuser makes superusers, or touches one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import label_of
from core.admin import SteadyAdmin

# What only a superuser gives. Roles are given by who may change people.
POWERS = ("is_superuser", "user_permissions")
ROLE = ("is_staff", "groups")


class RoleChoices(forms.ModelMultipleChoiceField):
    """The groups, under the names that people know them by."""

    def label_from_instance(self, obj: Any) -> str:
        return label_of(obj.name)


class PersonCreationForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User


class PersonChangeForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


@admin.register(User)
class PersonAdmin(SteadyAdmin, DjangoUserAdmin):
    form = PersonChangeForm
    add_form = PersonCreationForm
    list_select_related = ()
    ordering = ("username",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return fields
        # Nobody gives a role to oneself.
        oneself = obj is not None and obj.pk == request.user.pk
        return (*fields, *POWERS, *(ROLE if oneself else ()))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["form_class"] = RoleChoices
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if not request.user.is_superuser:
            # It asks for the permission of the model, not of each person.
            actions.pop("delete_selected", None)
        return actions

    def _may_touch(self, request: HttpRequest, person: Any) -> bool:
        return person is None or not person.is_superuser or request.user.is_superuser


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(SteadyAdmin, DjangoGroupAdmin):  # type: ignore[misc]  # the stubs differ on keyword arguments
    list_select_related = ()
    list_display = ("role",)

    @admin.display(description=_("role"), ordering="name")
    def role(self, obj: Group) -> str:
        return label_of(obj.name)

    def label(self, obj: Any) -> str:
        return label_of(obj.name)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def _superuser_only(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    has_view_permission = has_change_permission = has_delete_permission = _superuser_only

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)
