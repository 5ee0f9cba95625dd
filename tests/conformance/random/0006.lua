-- random program 6
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 2")
  ev:wait()
  say("w1 4 ev")
  say("w1 5 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 7 in")
    say("w2 9")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end
  if not q:full() then q:put_nowait(11) end
  do local ok, e = pcall(timeout, 5, function()
    sleep(1)
    say("w2 14")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 15 ok") elseif type(e) == "string" then say("w2 15 err " .. kind(e)) else error(e, 0) end end
    say("w2 size " .. q:size())
  end)
    if is(e, Timeout) then say("w2 12 timeout") elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 18")
  do local _ <close> = lk:hold()
    say("w2 20 in")
    do local _ <close> = sm:hold()
      say("w2 22 in")
      say("w2 count " .. current():cancelling())
      sleep(1)
      say("w2 25")
    end
  end
  say("w2 26 end")
end
local function w3()
  sleep(0)
  say("w3 28")
  local function f30()
    say("w3.f30 31")
    do local _ <close> = sm:hold()
      say("w3.f30 33 in")
      if not q:full() then q:put_nowait(34) end
      local function f36()
        say("w3.f30.f36 37")
        say("w3.f30.f36 count " .. current():cancelling())
        say("w3.f30.f36 40")
        say("w3.f30.f36 got " .. q:get())
        error("E42", 0)
      end
      local function f43()
        say("w3.f30.f43 44")
        ev:wait()
        say("w3.f30.f43 46 ev")
        say("w3.f30.f43 got " .. q:get())
        return "f43"
      end
      local function f48()
        say("w3.f30.f48 49")
        say("w3.f30.f48 count " .. current():cancelling())
        return "f48"
      end
      for _, x in ipairs(gather({ spawn("f36", f36), spawn("f43", f43), spawn("f48", f48) }, { return_errors = true })) do
        say("w3.f30 35 " .. (x.ok and x.value or kind(x.error)))
      end
    end
    ev:set()
    say("w3.f30 barrier " .. br:wait())
    return "f30"
  end
  do local dn, pn = wait({ spawn("f30", f30) }, { return_when = "first", timeout = 1 })
    say("w3 29 done " .. #dn .. " pending " .. #pn) end
  do local _ <close> = defer(function()
    sleep(1)
    say("w3 53 finally")
  end)
    local function f55()
      say("w3.f55 56")
      q:put(57)
      say("w3.f55 58 put 57")
      error("E59", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f55", f55)
      say("w3 size " .. q:size())
      say("w3 size " .. q:size())
      if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, ErrorGroup) then say("w3 54 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3 64 woken")
    end
    local function f66()
      say("w3.f66 67")
      ev:clear()
      local function f70()
        say("w3.f66.f70 71")
        if not q:empty() then say("w3.f66.f70 took " .. q:get_nowait()) end
        return "f70"
      end
      do local ok, e = pcall(function() say("w3.f66 69 got " .. table.concat({ gather { spawn("f70", f70) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w3.f66 69 err " .. kind(e)) else error(e, 0) end end end
      return "f66"
    end
    local function f73()
      say("w3.f73 74")
      if T.w1 then say("w3.f73 cancels w1 " .. yn(T.w1:cancel())) end
      return "f73"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f66", f66)
      tg:spawn("f73", f73)
      if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
      if not q:full() then q:put_nowait(77) end
      sleep(5)
      say("w3 79")
    end)
      if is(e, ErrorGroup) then say("w3 65 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 81 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:empty() then q:get_nowait() end
ev:set()
sleep(1)
sleep(30)
say('main ends')
