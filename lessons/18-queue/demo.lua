-- A baker, a shelf, a guest.
shelf = queue(1, "shelf")

local function bake()
  for i = 1, 3 do
    shelf:put(i)
    print("put", i)
  end
  shelf:put("end")
end

local function eat()
  while true do
    local bun = shelf:get()
    if bun == "end" then
      return
    end
    print("got", bun)
  end
end

baker = spawn("baker", bake)
guest = spawn("guest", eat)
baker:await()
guest:await()
