-- random program 261
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  say("w1 got " .. q:get())
  current():cancel()
  do local ok, e = pcall(timeout, 1, function()
    say("w1 got " .. q:get())
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  say("w1 count " .. current():cancelling())
  say("w1 6 end")
end
local function w2()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 7 ok") elseif type(e) == "string" then say("w2 7 err " .. kind(e)) else error(e, 0) end end
  say("w2 9")
  say("w2 10 end")
end
local function w3()
  say("w3 12")
  ev:wait()
  say("w3 14 ev")
  local function f16()
    say("w3.f16 17")
    do local ok, e = pcall(function()
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w3.f16 19 ok") elseif type(e) == "string" then say("w3.f16 19 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w3.f16 18 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      local function f22()
        say("w3.f16.f22 23")
        sleep(2)
        say("w3.f16.f22 25")
        sleep(2)
        say("w3.f16.f22 27")
        return "f22"
      end
      do local dn, pn = wait({ spawn("f22", f22) }, { return_when = "first_error", timeout = 1 })
        say("w3.f16 21 done " .. #dn .. " pending " .. #pn) end
      if not q:empty() then say("w3.f16 took " .. q:get_nowait()) end
    end)
      if is(e, Cancelled) then say("w3.f16 20 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    sleep(0)
    say("w3.f16 30")
    return "f16"
  end
  local function f31()
    say("w3.f31 32")
    local function f34()
      say("w3.f31.f34 35")
      local function f37()
        say("w3.f31.f34.f37 38")
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3.f31.f34.f37 39 ok") elseif type(e) == "string" then say("w3.f31.f34.f37 39 err " .. kind(e)) else error(e, 0) end end
        say("w3.f31.f34.f37 41")
        error("E42", 0)
      end
      do local ok, e = pcall(function() say("w3.f31.f34 36 " .. wait_for(0, spawn("f37", f37))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f31.f34 36 err " .. kind(e)) else error(e, 0) end end end
      return "f34"
    end
    local function f43()
      say("w3.f31.f43 44")
      if T.w2 then say("w3.f31.f43 cancels w2 " .. yn(T.w2:cancel())) end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3.f31.f43 46 ok") elseif type(e) == "string" then say("w3.f31.f43 46 err " .. kind(e)) else error(e, 0) end end
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w3.f31.f43 47 ok") elseif type(e) == "string" then say("w3.f31.f43 47 err " .. kind(e)) else error(e, 0) end end
      return "f43"
    end
    local function f48()
      say("w3.f31.f48 49")
      ev:wait()
      say("w3.f31.f48 51 ev")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3.f31.f48 52 ok") elseif type(e) == "string" then say("w3.f31.f48 52 err " .. kind(e)) else error(e, 0) end end
      say("w3.f31.f48 count " .. current():cancelling())
      return "f48"
    end
    do local dn, pn = wait({ spawn("f34", f34), spawn("f43", f43), spawn("f48", f48) }, { return_when = "all", timeout = 1 })
      say("w3.f31 33 done " .. #dn .. " pending " .. #pn) end
    say("w3.f31 got " .. q:get())
    error("E55", 0)
  end
  local function f56()
    say("w3.f56 57")
    say("w3.f56 59")
    sleep(2)
    say("w3.f56 61")
    return "f56"
  end
  do local ok, e = pcall(function() say("w3 15 got " .. table.concat({ gather { spawn("f16", f16), spawn("f31", f31), spawn("f56", f56) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 15 err " .. kind(e)) else error(e, 0) end end end
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if not q:full() then q:put_nowait(63) end
  say("w3 64 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
say('main cancels w3 ' .. yn(T.w3:cancel()))
ev:set()
if not q:empty() then q:get_nowait() end
say('main cancels w3 ' .. yn(T.w3:cancel()))
ev:set()
sleep(30)
say('main ends')
