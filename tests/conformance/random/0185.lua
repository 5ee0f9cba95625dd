-- random program 185
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
  local function f2()
    say("w1.f2 3")
    do local ok, e = pcall(timeout, 1, function()
      local function f6()
        say("w1.f2.f6 7")
        ev:clear()
        if not q:empty() then say("w1.f2.f6 took " .. q:get_nowait()) end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f6"
      end
      do local dn, pn = wait({ spawn("f6", f6) }, { return_when = "all", timeout = 2 })
        say("w1.f2 5 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Timeout) then say("w1.f2 4 timeout") elseif not ok then error(e, 0) end end
    local function f12()
      say("w1.f2.f12 13")
      do local _ <close> = defer(function()
        say("w1.f2.f12 14 finally")
      end)
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        say("w1.f2.f12 got " .. q:get())
        say("w1.f2.f12 18")
      end
      ev:clear()
      error("E20", 0)
    end
    local function f21()
      say("w1.f2.f21 22")
      say("w1.f2.f21 got " .. q:get())
      return "f21"
    end
    local function f24()
      say("w1.f2.f24 25")
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f2.f24 28")
        sleep(1)
        say("w1.f2.f24 30")
      end)
        if is(e, Timeout) then say("w1.f2.f24 26 timeout") elseif not ok then error(e, 0) end end
      error("E31", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f12", f12)
      tg:spawn("f21", f21)
      tg:spawn("f24", f24)
    end)
      if is(e, ErrorGroup) then say("w1.f2 11 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f2"
  end
  local function f32()
    say("w1.f32 33")
    say("w1.f32 35")
    q:put(36)
    say("w1.f32 37 put 36")
    return "f32"
  end
  do local dn, pn = wait({ spawn("f2", f2), spawn("f32", f32) }, { return_when = "all", timeout = 2 })
    say("w1 1 done " .. #dn .. " pending " .. #pn) end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  local function f40()
    say("w1.f40 41")
    local function f43()
      say("w1.f40.f43 44")
      say("w1.f40.f43 count " .. current():cancelling())
      sleep(0)
      say("w1.f40.f43 47")
      return "f43"
    end
    local function f48()
      say("w1.f40.f48 49")
      say("w1.f40.f48 count " .. current():cancelling())
      say("w1.f40.f48 got " .. q:get())
      return "f48"
    end
    local function f52()
      say("w1.f40.f52 53")
      sleep(1)
      say("w1.f40.f52 55")
      return "f52"
    end
    for _, x in ipairs(gather({ spawn("f43", f43), spawn("f48", f48), spawn("f52", f52) }, { return_errors = true })) do
      say("w1.f40 42 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f40"
  end
  local function f56()
    say("w1.f56 57")
    say("w1.f56 59")
    return "f56"
  end
  local function f60()
    say("w1.f60 61")
    ev:wait()
    say("w1.f60 63 ev")
    return "f60"
  end
  do local ok, e = pcall(function() say("w1 39 got " .. table.concat({ gather { spawn("f40", f40), spawn("f56", f56), spawn("f60", f60) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 39 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = defer(function()
    sleep(1)
    say("w1 64 finally")
  end)
    if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
    ev:wait()
    say("w1 67 ev")
    do local _ <close> = sm:hold()
      say("w1 69 in")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1 71 woken")
      end
    end
  end
  say("w1 72 end")
end
local function w2()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 73 ok") elseif type(e) == "string" then say("w2 73 err " .. kind(e)) else error(e, 0) end end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 75 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w3 barrier " .. br:wait())
  sleep(2)
  say("w3 79")
  ev:wait()
  say("w3 81 ev")
  say("w3 count " .. current():cancelling())
  say("w3 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(1)
sleep(30)
say('main ends')
