-- Which steps the schema has is the owner's to write; who runs the platform is nothing that the application decides.
REVOKE ALL ON migrations, operators FROM causerie_app;
