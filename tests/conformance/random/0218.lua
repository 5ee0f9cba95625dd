-- random program 218
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  do local _ <close> = lk:hold()
    say("w1 2 in")
    sleep(5)
    say("w1 4")
  end
  do local _ <close> = sm:hold()
    say("w1 6 in")
    if not q:full() then q:put_nowait(7) end
    do local _ <close> = sm:hold()
      say("w1 9 in")
      local function f11()
        say("w1.f11 12")
        say("w1.f11 14")
        return "f11"
      end
      do local dn, pn = wait({ spawn("f11", f11) }, { return_when = "first", timeout = nil })
        say("w1 10 done " .. #dn .. " pending " .. #pn) end
      local function f16()
        say("w1.f16 17")
        if T.w4 then say("w1.f16 cancels w4 " .. yn(T.w4:cancel())) end
        sleep(1)
        say("w1.f16 20")
        sleep(1)
        say("w1.f16 22")
        return "f16"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f16", f16) }, { timeout = 0 }) do say("w1 15 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 15 err " .. kind(e)) else error(e, 0) end end end
    end
  end
  current():cancel()
  ev:set()
  say("w1 25 end")
end
local function w2()
  say("w2 got " .. q:get())
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 27 ok") elseif type(e) == "string" then say("w2 27 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  ev:wait()
  say("w2 31 ev")
  say("w2 32 end")
end
local function w3()
  if not q:full() then q:put_nowait(33) end
  local function f35()
    say("w3.f35 36")
    do local ok, e = pcall(timeout, 3, function()
      do local ok, e = pcall(timeout, 1, function()
        say("w3.f35 40")
        sleep(1)
        say("w3.f35 42")
        sleep(2)
        say("w3.f35 44")
      end)
        if is(e, Timeout) then say("w3.f35 38 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w3.f35 37 timeout") elseif not ok then error(e, 0) end end
    sleep(0)
    say("w3.f35 46")
    if not q:full() then q:put_nowait(47) end
    error("E48", 0)
  end
  local function f49()
    say("w3.f49 50")
    say("w3.f49 52")
    return "f49"
  end
  local function f53()
    say("w3.f53 54")
    if T.w3 then say("w3.f53 cancels w3 " .. yn(T.w3:cancel())) end
    return "f53"
  end
  do local dn, pn = wait({ spawn("f35", f35), spawn("f49", f49), spawn("f53", f53) }, { return_when = "first", timeout = 1 })
    say("w3 34 done " .. #dn .. " pending " .. #pn) end
  say("w3 57")
  say("w3 58 end")
end
local function w4()
  if T.w2 then say("w4 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w4 then say("w4 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 61 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
ev:set()
sleep(1)
sleep(5)
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
