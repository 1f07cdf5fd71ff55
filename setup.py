"""Only what pyproject.toml cannot say: the cffi module and its stable ABI."""

from setuptools import setup

setup(
    cffi_modules=["src/padsketch/_dsp_build.py:ffibuilder"],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
