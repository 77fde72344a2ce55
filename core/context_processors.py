from django.http import HttpRequest


def register(request: HttpRequest) -> dict:
    return {}
