-- A step, and objects, that take more room than there is.
local locks = {}
for i = 1, 14 do
  locks[i] = lock("lock " .. i)
end
sleep(10)
