-- random program 143
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
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  do local ok, e = pcall(timeout, 3, function()
    say("w1 4")
  end)
    if is(e, Timeout) then say("w1 2 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  say("w1 6 end")
end
local function w2()
  local function f8()
    say("w2.f8 9")
    sleep(1)
    say("w2.f8 11")
    say("w2.f8 barrier " .. br:wait())
    return "f8"
  end
  local function f13()
    say("w2.f13 14")
    local function f16()
      say("w2.f13.f16 17")
      local function f19()
        say("w2.f13.f16.f19 20")
        say("w2.f13.f16.f19 got " .. q:get())
        if T.w1 then say("w2.f13.f16.f19 cancels w1 " .. yn(T.w1:cancel())) end
        return "f19"
      end
      local function f23()
        say("w2.f13.f16.f23 24")
        ev:set()
        return "f23"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f19", f19), spawn("f23", f23) }, { timeout = nil }) do say("w2.f13.f16 18 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f13.f16 18 err " .. kind(e)) else error(e, 0) end end end
      return "f16"
    end
    local function f26()
      say("w2.f13.f26 27")
      if not q:empty() then say("w2.f13.f26 took " .. q:get_nowait()) end
      say("w2.f13.f26 barrier " .. br:wait())
      return "f26"
    end
    local function f30()
      say("w2.f13.f30 31")
      sleep(5)
      say("w2.f13.f30 33")
      return "f30"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f16", f16), spawn("f26", f26), spawn("f30", f30) }, { timeout = 1 }) do say("w2.f13 15 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f13 15 err " .. kind(e)) else error(e, 0) end end end
    current():cancel()
    return "f13"
  end
  do local dn, pn = wait({ spawn("f8", f8), spawn("f13", f13) }, { return_when = "first_error", timeout = 2 })
    say("w2 7 done " .. #dn .. " pending " .. #pn) end
  say("w2 size " .. q:size())
  say("w2 36 end")
end
local function w3()
  local function f38()
    say("w3.f38 39")
    sleep(0)
    say("w3.f38 41")
    ev:wait()
    say("w3.f38 43 ev")
    do local ok, e = pcall(function()
      if T.w1 then say("w3.f38 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, Cancelled) then say("w3.f38 44 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f38"
  end
  local function f46()
    say("w3.f46 47")
    say("w3.f46 got " .. q:get())
    say("w3.f46 50")
    ev:wait()
    say("w3.f46 52 ev")
    return "f46"
  end
  local function f53()
    say("w3.f53 54")
    say("w3.f53 56")
    return "f53"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f38", f38)
    tg:spawn("f46", f46)
    tg:spawn("f53", f53)
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    sleep(3)
    say("w3 59")
  end)
    if is(e, ErrorGroup) then say("w3 37 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w3 61")
  sleep(5)
  say("w3 63")
  say("w3 64 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
ev:set()
sleep(0)
if not q:empty() then q:get_nowait() end
say('main cancels w1 ' .. yn(T.w1:cancel()))
ev:set()
sleep(5)
say('main ends')
